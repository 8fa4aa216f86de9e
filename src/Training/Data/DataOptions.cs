namespace Experiments.Training.Data;

/// <summary>How many pictures to take, in what shape, and which.</summary>
/// <remarks>
/// Counts are even: half of the pictures are of each class, the first ones in the order of the files.
/// </remarks>
public sealed record DataOptions
{
    /// <summary>Rows and columns of a picture.</summary>
    public int Size { get; init; } = 32;

    /// <summary>
    /// 1 for grey, 3 for red, green and blue; null for what the data have: IDX files 1, all others 3.
    /// </summary>
    public int? Channels { get; init; }

    /// <summary>Pictures to train on.</summary>
    public int Train { get; init; } = 2000;

    /// <summary>Pictures that say when to stop.</summary>
    public int Validation { get; init; } = 1000;

    /// <summary>Pictures that nothing is chosen by; 0 for none.</summary>
    public int Test { get; init; } = 1000;

    /// <summary>The two classes by name or number, class 0 first; null for the data's own choice.</summary>
    public (string Class0, string Class1)? Classes { get; init; }

    /// <summary>
    /// What labels of IDX files are called, in the order of their numbers; null for "label" and the number.
    /// </summary>
    public IReadOnlyList<string>? LabelNames { get; init; }

    /// <summary>Whether a bad picture is left out, and the next one of its class taken, rather than an error.</summary>
    public bool SkipBad { get; init; }

    /// <summary>All pictures together.</summary>
    public int Total => Train + Validation + Test;
}
