"""What entries say beside title and day: topics, authors, summaries, pictures, sections."""
