#!/usr/bin/env bash
# Trains the parts of `training-effect` as a job array of Slurm, a part a task, and joins them:
#
#   sbatch --array=1-30 slurm.sh 30 PROGRAM FOLDER [OPTION...]     # FOLDER/part1 … FOLDER/part30
#   sbatch --array=7 slurm.sh 30 PROGRAM FOLDER [OPTION...]        # one part again, after it was killed
#   PROGRAM training-effect merge FOLDER/part* --output FOLDER/whole
#
# PROGRAM is the program's path, and options are those of the run, the same for all parts. A part that is there is kept.
#SBATCH --job-name=training-effect
#SBATCH --cpus-per-task=1
set -euo pipefail
count=${1:?how many parts} program=${2:?the program} folder=${3:?the folder}
shift 3
part=$folder/part$SLURM_ARRAY_TASK_ID
[ -e "$part/manifest.json" ] && exit
"$program" training-effect "$@" --shard "$SLURM_ARRAY_TASK_ID/$count" --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet --output "$part"
