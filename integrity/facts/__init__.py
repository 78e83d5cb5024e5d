"""What of an organisation's plans the centre may know: numbers and dates, pushed to it."""
