Scenario: Texts
  @source("csv://a)
  @step("a\qb")
  @step("a\u12g4")
  @sink("b", name="c)
  @sink("ok\u0041")
