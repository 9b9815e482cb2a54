"""The 12 local committees, named here so that a test can go through them before any data is read."""

COMMITTEES = (
    "lu-amager-oest",
    "lu-amager-vest",
    "lu-bispebjerg",
    "lu-broenshoej-husum",
    "lu-christianshavn",
    "lu-indre-by",
    "lu-kgs-enghave",
    "lu-noerrebro",
    "lu-oesterbro",
    "lu-valby",
    "lu-vanloese",
    "lu-vesterbro",
)
