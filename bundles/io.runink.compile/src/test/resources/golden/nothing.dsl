@contract("contracts/Flow.java")
Scenario: S
  Given nothing
