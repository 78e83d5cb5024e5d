"""The cooperation agreements by which public bodies receive SisPMPI."""
