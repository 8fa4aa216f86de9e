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
            if (merged.Count > 0 && merged[^1].Verdict == run.Verdict)
            {
                merged[^1] = merged[^1] with { End = run.End };
            }
            else
            {
                merged.Add(run);
            }
        }

        return merged;
    }
}
