"""Reports to gov.br are the centre's alone."""

from foundation.grants import Grant

GRANTS = {"desk_adhesionreport": Grant()}
