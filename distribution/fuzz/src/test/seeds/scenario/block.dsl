Scenario: two
  Metadata:
    owner: me (team: "x, y")
  Source: csv://in.csv (contract: In)
  Then:
    - written (sink: json://out.json)
