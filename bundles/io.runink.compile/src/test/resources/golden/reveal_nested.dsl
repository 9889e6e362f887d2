@contract("contracts/Clinic.java")
Scenario: S
  @source("json://findings.json", contract="Findings", name="findings")
  @sink("json://a.json")
  @step("flatten", "lines", name="flat", from="findings")
  @sink("json://b.json")
