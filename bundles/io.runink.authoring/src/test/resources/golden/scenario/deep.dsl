Scenario: Deep
  @meta(@meta(@meta(@meta(@meta(@meta(@meta(@meta(@meta(@meta(a))))))))))
  @meta(a=[[[[[[[[[[]]]]]]]]]])
