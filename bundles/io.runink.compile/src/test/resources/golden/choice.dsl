Scenario: One
  @source("csv://a.csv")
Scenario: Two
  @source("csv://a.csv")
