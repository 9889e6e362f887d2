@herd("x")
@module(a="b")
