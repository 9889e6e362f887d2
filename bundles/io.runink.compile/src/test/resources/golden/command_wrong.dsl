@contract("contracts/Shop.java")
Scenario: S
  @source("csv://a.csv", contract="Order")
  @step("command", name="a", run=["bin/python3", "/etc/passwd", "../x.py", "scripts/none.py", "scripts/../contracts/Shop.java"], contract="Order")
  @step("command", name="b", run=["python3", "a\tb", "contracts/"], files=["scripts"], wire="csv", contract="Order")
  @step("command", name="c", contract="Order")
  @sink("json://all.json")
