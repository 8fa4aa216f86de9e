namespace Experiments.Output.Figures;

/// <summary>What stands for a line's colour in a legend: a line, a filled or an outlined area, a dot or a ring.</summary>
public enum Swatch
{
    /// <summary>A stretch of the line.</summary>
    Line,

    /// <summary>An area of its colour.</summary>
    Filled,

    /// <summary>An area within the line.</summary>
    Outlined,

    /// <summary>A point of a scatter.</summary>
    Dot,

    /// <summary>A hollow point of a scatter.</summary>
    Ring,
}
