@contract("contracts/Shop.java")
Scenario: S
  @source("csv://a.csv", contract="Order")
  @step("command", run=["python3", "scripts/clean.py", "-v", "a\\b"], files="scripts/more.py", wire="jsonl", contract="Order")
  @sink("json://all.json")
