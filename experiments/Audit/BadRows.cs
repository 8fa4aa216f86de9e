namespace Experiments.Audit;

/// <summary>Rows that cannot be read: counted, the first of them named.</summary>
internal sealed class BadRows(Action<string> say)
{
    private const int Named = 10;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first one, in words; null where there is none.</summary>
    public string? First { get; private set; }

    /// <summary>Counts a row, and names it if few were named.</summary>
    public void Add(string what)
    {
        First ??= what;
        if (++Count <= Named)
        {
            say($"left out: {what}");
        }
        else if (Count == Named + 1)
        {
            say("left out: more rows, which are counted");
        }
    }
}
