namespace Experiments.Training.Data.Jpeg;

/// <summary>A JPEG's size in pixels and the sampling of its finest component: blocks across and down a coding unit.</summary>
internal readonly record struct Sampling(int Width, int Height, int Horizontal, int Vertical)
{
    /// <summary>Coding units in a row.</summary>
    public int UnitColumns => Component.DivideUp(Width, Horizontal * Component.BlockSide);

    /// <summary>Rows of coding units.</summary>
    public int UnitRows => Component.DivideUp(Height, Vertical * Component.BlockSide);
}
