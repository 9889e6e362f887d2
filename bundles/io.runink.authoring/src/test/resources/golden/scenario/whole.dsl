# A comment first.
Feature: Everything the language has
  Free text, even: Given this line, or - that one.

@module(layer="silver", rank=2.50, hot, open=true, keep=1h, also=["a", "b"])
@herd("finance")
@golden("golden/whole")
Scenario: All of it
  @source("csv://in.csv", contract="In", name="first", @meta(region="us", @window(5m)))  # trailing
  @source(
    "csv://in2.csv",   # on lines of its own
    contract = "In"
  )
  @step("Join", name="joined", from=["first", "source-2"], @retry(3, backoff=250ms))
  @sink("csv://a\"b\\c\/\u00e9\n\t.csv" when "user.active == true" with "role=ops", from="joined")
  @sink("json://out", when="x")
  @dlq("json://bad")
  @step("derive", total="price * quantity", line.price=2, _odd=true, distinct, by=["a", 1, true, 5m])
  @step("select", ["a", "b"], from="route.high", @window(10m, every=1m, on="at", late="filter"))
  @sink("json://high"
        when "a > 1"   # a condition
        with "role=ops",
        from="route.high", @meta(a=[[1], ["b", [2s]]])) @assert("quarantined < 2 %")
  @timeout(10m) @retry(3, backoff=1s)
  @golden("g", validation="strict")
  @emits("done", on="success")
  @requires(cpu=2, memory="512 MiB", label=["gpu"])
  @affinity(label="ssd", colocate_with="Join")

  Given rows
  When one arrives
  Then it should # not be a comment
  And more
  But less
  Do it
