namespace Experiments.Training.Data;

/// <summary>
/// What a data set holds, before any picture is read. Splits that share a pool take from it one after the other.
/// </summary>
internal sealed record Listing(
    string Name, IReadOnlyList<string> ClassNames, int Channels, PicturePool Training, PicturePool Validation, PicturePool Test)
{
    /// <summary>What was found wrong while listing, and left out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
