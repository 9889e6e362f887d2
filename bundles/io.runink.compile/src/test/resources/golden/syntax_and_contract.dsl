@contract("contracts/Broken.java")
Scenario: S
  @sauce("x")
