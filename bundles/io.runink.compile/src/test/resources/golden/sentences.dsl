@contract("contracts/Notes.java")
Scenario: S
  @source("csv://notes.csv", contract="Note")
  @step("default", currency="USD")
  @step("select", ["id", "text", "currency"])
  @sink("json://out.json")

  Given notes
  When texts should be cleaned up
  Then currency should default to "USD" if missing
  And text should default to "none \"given\"" if missing
  And only the columns "id, text" should be kept
  But text should be masked
  Do sing
