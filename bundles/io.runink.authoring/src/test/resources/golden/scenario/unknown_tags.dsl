Scenario: Tags
  @sauce("csv://a")
  @Step("X")
  @completelyelse("x")
  @ ("x")
  @
  @steps
