Scenario: Unclosed
  @source("csv://a"
  @step("X"
  @sink("csv://b", contract="C"
