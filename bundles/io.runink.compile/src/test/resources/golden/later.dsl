@contract("contracts/Flow.java")
@requires("gpu") @affinity("ssd")
Scenario: S
  @source("csv://a.csv", @window(5m), @meta(x="y", @timeout(1s)), contract="Plain")
  @step("Split", @retry(3))
  @assert("x > 1")
  @emits("done")
  @sink("json://x.json" when "a == 1" with "role=ops")
