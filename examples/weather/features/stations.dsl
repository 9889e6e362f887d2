# Readings of weather stations, from CSV to CSV.
Feature: Weather stations
  Stations report in Fahrenheit and miles; the archive is metric.

@module(layer="bronze", domain="weather")
@herd("@HERD@")
@contract("contracts/Weather.java")
Scenario: Archive station readings
  @source("csv://data/readings.csv", contract="Reading", name="readings")
  @step("CheckReading")
  @step("ToMetric")
  @sink("csv://out/archive.csv", contract="MetricReading")
  @dlq("json://out/refused.json")

  Given the readings that stations sent
  When a reading keeps its contract
  Then it should be archived in metric units
  But readings of stations in service mode should be left out
