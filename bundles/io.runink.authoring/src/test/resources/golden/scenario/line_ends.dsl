Scenario: CR LF
	@source("csv://a")
	@frob
@fribScenario: CR
