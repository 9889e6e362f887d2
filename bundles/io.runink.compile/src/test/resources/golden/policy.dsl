@contract("contracts/Shop.java")
@timeout(5m) @retry(times=3, backoff=2s) @emits("orders.done")
Scenario: S
  @source("csv://orders.csv", contract="Order")
  @assert("records >= 1000") @assert("quarantined < 2.5 % && rows[\"source\"] % 2 == 0")
  @sink("json://out.json")
