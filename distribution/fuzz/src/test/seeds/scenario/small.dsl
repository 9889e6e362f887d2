Feature: f

@herd("main")
Scenario: one
  @source("csv://in.csv", contract="In", name="a") # rows
  @step("filter", "x > 1", from="a", name="b")
  @sink("json://out.json", from=["a", "b"])

  Given rows
  Then they are written
