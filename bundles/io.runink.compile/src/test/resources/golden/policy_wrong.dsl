@contract("contracts/Shop.java")
@timeout(0s) @retry(11, backoff=2s) @assert("recrds >= 1000") @assert("records")
@timeout(5m) @assert("quarantined < 2 % or") @retry(backoff=1s)
@affinity(label="x") @requires(cpu=2)
Scenario: S
  @source("csv://orders.csv", contract="Order", @timeout(1s))
  @sink("json://out.json" with "ops")
