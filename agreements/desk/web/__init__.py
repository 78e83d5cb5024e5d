"""The dashboard of the agreements at the centre, and its workbook."""
