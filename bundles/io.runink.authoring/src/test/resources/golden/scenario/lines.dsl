Feature: Lines
Feature: Again
Given too early
@herd("x")
what is this
Scenario:
  Givn a typo
  given lower case
  Given
  Then
  """
  | a | b |
  Scenario Outline: no
  Background: no
Feature: late
Scenario: Twice
Scenario: Twice
Scenaro: typo
