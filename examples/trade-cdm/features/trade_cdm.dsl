# Trade events arrive as JSON text; valid ones leave masked and tagged for the desktop.
Feature: CDM trade validation
  Raw messages carry one trade event each. What breaks the contract goes to the dead-letter
  queue with every rule it broke; personal data is masked before anything is written.

@module(layer="silver", domain="trade")
@herd("@HERD@")
Scenario: Validate and tag trade events
  @source("json://golden/cdm_trade_input.json", contract="RawTradeMessage")
  @step("DecodeCDMEvents")
  @step("ValidateLifecycle")
  @step("MaskSensitiveFields")
  @step("TagWithFDC3Context")
  @sink("json://out/validated_trades.json", contract="ValidatedTrade")
  @dlq("json://out/invalid_trades.json")

  Given raw CDM trade messages
  When a message arrives
  Then it should be decoded to a trade event
  And lifecycle rules should hold
  And personal data should be masked before anything is written
  Do tag every valid trade with its FDC3 instrument view
