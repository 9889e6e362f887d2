@contract("contracts/Flow.java")
@module("people", layer="gold", rank=2, hot, keep=5m, also=["a", "b"], open=true)
@golden("golden") @meta(a="b") @feature("x")
@herd("finance")
Scenario: From raw to card
  @source("json://raw.json", contract="raw")
  @step("Read")
  @step("Check")
  @step("Hide")
  @step("ToCard")
  @sink("json://cards.json", contract="Card")
  @dlq("json://bad.json")
  Given raw people
  Then cards
