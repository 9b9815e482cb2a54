"""Did it help: what can be said of an effort's effect, how sure that is, and when it cannot be measured at all."""
