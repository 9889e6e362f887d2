Feature: Lonely
  described
