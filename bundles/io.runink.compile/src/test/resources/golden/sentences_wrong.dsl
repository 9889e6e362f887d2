@contract("contracts/Told.java")
Scenario: S
  @source("csv://notes.csv", contract="Note")
  @sink("json://out.json")

  Then currency should default to "USD" if missing
  And  colour should be masked
  And only the columns "id, txt" should be kept
