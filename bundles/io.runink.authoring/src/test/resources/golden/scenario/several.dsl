@module("shared")
Feature: Several
@herd("one")
Scenario: First

  @source("csv://a")
  @sink("csv://b")

@herd("two")
@contract("B.java")
Scenario: Second
  @source("csv://a")

  @sink("csv://b")
  Given text
  @dlq("csv://d")
Scenario: Third
  @source("csv://a")
