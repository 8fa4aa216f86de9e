namespace Peers;

/// <summary>A row that ML.NET evaluates.</summary>
internal sealed class Row
{
    public bool Label { get; set; }

    public float Score { get; set; }

    public bool PredictedLabel { get; set; }

    public float Probability { get; set; }
}
