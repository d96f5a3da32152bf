"""The memo: what it says (``outline``), how it looks in Word (``word``), where it goes (``export``)."""
