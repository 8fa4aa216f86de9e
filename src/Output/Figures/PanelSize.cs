namespace Experiments.Output.Figures;

/// <summary>How high a panel is.</summary>
public enum PanelSize
{
    /// <summary>As high as a row of one figure asks for.</summary>
    Full,

    /// <summary>About half of that: small multiples.</summary>
    Half,

    /// <summary>As low as the strip beneath a panel.</summary>
    Strip,
}
