Scenario: Admin ‮ drow ⁦check⁩
  @sоurce("csv://a")
  @sοnk("csv://a")
  @γνώμη("x")
  @step("Dеcode")
  @step("Good", name="сору", from=["a", "pаy"])
  @step("𝐃ecode")
  @step("a\u202eb")
  @step("cafe\u0301")
  @step("День")
  @step("日本Step")
  @step("x", prіce="1")
  @source("csv://‮txt.exe", name="a​b")
  @sink("x\u0000y") # a comment ⁧ turned
  @sink("\ud800", name="\ud83d\ude00")
  Givеn a trap
  Given zero‍width and   a line end
  Then:
    - Vаlidate
    - Validate (nаme: x)
  Metadаta:
