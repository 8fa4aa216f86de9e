namespace Experiments.Training.Data.Jpeg;

/// <summary>What a JPEG's components mean.</summary>
internal enum Colours
{
    /// <summary>Brightness alone.</summary>
    Grey,

    /// <summary>Red, green and blue as they are.</summary>
    Rgb,

    /// <summary>Brightness and two colour differences (JFIF, ITU-R BT.601).</summary>
    YCbCr,

    /// <summary>Inks, stored inverted as Adobe's programs do.</summary>
    Cmyk,

    /// <summary>Inks whose first three are stored as brightness and differences.</summary>
    Ycck,
}
