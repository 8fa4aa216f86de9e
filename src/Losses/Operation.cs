namespace Experiments.Losses;

/// <summary>
/// What a node of an <see cref="Expression"/> does with its operands; each result is rounded once in the format.
/// </summary>
internal enum Operation
{
    /// <summary>The raw output x, or a probability that stands in its place.</summary>
    X,

    /// <summary>The label y.</summary>
    Y,

    /// <summary>An exact number.</summary>
    Constant,

    /// <summary>−a.</summary>
    Negate,

    /// <summary>|a|.</summary>
    Abs,

    /// <summary>e^a.</summary>
    Exp,

    /// <summary>e^a − 1.</summary>
    ExpM1,

    /// <summary>2^a.</summary>
    Exp2,

    /// <summary>log a.</summary>
    Log,

    /// <summary>log2 a.</summary>
    Log2,

    /// <summary>log(1 + a).</summary>
    Log1P,

    /// <summary>tanh a.</summary>
    Tanh,

    /// <summary>The largest integer that is not above a.</summary>
    Floor,

    /// <summary>a, rounded to another format and back.</summary>
    Store,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>a · b + c.</summary>
    Fma,

    /// <summary>The larger of a and b.</summary>
    Max,

    /// <summary>The smaller of a and b.</summary>
    Min,

    /// <summary>1 where a ≥ b, else 0.</summary>
    AtLeast,

    /// <summary>1 where a and b are the same number, infinity, NaN or token; else 0.</summary>
    Same,

    /// <summary>1 where the evaluation is in a format, else 0.</summary>
    InFormat,

    /// <summary>b where a is not 0, else c; only the one that is taken is evaluated.</summary>
    Select,

    /// <summary>The sigmoid of a, correctly rounded as one function.</summary>
    Sigmoid,

    /// <summary>The derivative of the sigmoid at a, correctly rounded as one function.</summary>
    SigmoidDerivative,

    /// <summary>The logit of a, correctly rounded as one function.</summary>
    Logit,

    /// <summary>log(1 − e^−a), correctly rounded as one function.</summary>
    Log1MExp,

    /// <summary>The cross-entropy of the raw output a with the label b, correctly rounded as one function.</summary>
    CrossEntropy,

    /// <summary>The derivative of that with respect to a, correctly rounded as one function.</summary>
    CrossEntropyDerivative,
}
