namespace Experiments.Census;

/// <summary>
/// Numbers of one sign at consecutive places, from one on up to an end, on whose losses the verdict is the same.
/// </summary>
internal readonly record struct VerdictRun(int First, int End, LossVerdict Verdict)
{
    /// <summary>The runs with neighbours of the same verdict made one.</summary>
    public static List<VerdictRun> Merge(IEnumerable<VerdictRun> runs)
    {
        var merged = new List<VerdictRun>();
        foreach (var run in runs)
        {
            Add(merged, run);
        }

        return merged;
    }

    /// <summary>Adds a run to those before it, as a part of the last where it has the same verdict.</summary>
    public static void Add(List<VerdictRun> runs, VerdictRun run)
    {
        if (runs.Count > 0 && runs[^1].Verdict == run.Verdict)
        {
            runs[^1] = runs[^1] with { End = run.End };
        }
        else
        {
            runs.Add(run);
        }
    }
}
