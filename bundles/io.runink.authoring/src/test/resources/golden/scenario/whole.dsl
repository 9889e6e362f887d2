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
  @step("Join", name="joined", from=["first", "source-2"], @retry(3, wait=250ms))
  @sink("csv://a\"b\\c\/\u00e9\n\t.csv" when "user.active == true" with "role=ops", from="joined")
  @sink("json://out", when="x")
  @dlq("json://bad")

  Given rows
  When one arrives
  Then it should # not be a comment
  And more
  But less
  Do it
