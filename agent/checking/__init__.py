"""What the check of the bank needs the embedded assessor for: does it grade our own texts as they are meant?"""
