"""Reports read many at a time, by processes of this machine or by a cluster, and reports that lie somewhere else."""
