@contract("contracts/Flow.java")
Scenario: S
  @source("a.csv", contract="Plain")
  @source("csv:/b", contract="Plain")
  @source("CSV://c", contract="Plain")
  @source("csv://", contract="Plain")
  @source("csv://d\u0007", contract="Plain")
  @sink("kafka://topic")
