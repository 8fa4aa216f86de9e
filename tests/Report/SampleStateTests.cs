namespace Experiments.Tests.Report;

/// <summary>A link to a state of the page's sample: what it restores, and what is said of one that is wrong.</summary>
public class SampleStateTests
{
    // Tests of one class run one after the other.
    private static readonly KernelEngine Engine = new();

    [Fact]
    public void A_link_is_one_sample_followed_through()
    {
        // By mpmath at x = 16.6299991607666015625: the exact sigmoid, loss and gradient; float32 by the command explain.
        var answer = Answer("#x=16.63&loss=keras-2.2.4&label=1&format=float32");
        Assert.Equal(
            [
                "#x=16.63&loss=keras-2.2.4&label=1&format=float32",
                "sigmoid | 0.9999999 | 0.99999994006464191216 | 0.99 | it is right but for the last digit.",
                "clip | 0.9999999 | 0.9999999 | 0.32 | it is the nearest number of the format.",
                "logit | 15.942385 | 16.629999160766601562 | 3.61e5 | it is off by 4.1 %.",
                "loss | 1.1920933e-7 | 5.9935359883968502271e-8 | 8.34e6 | it is off by 99 %.",
                "gradient | -1.1920933e-7 | -5.9935358087844855944e-8 | 8.34e6 | it is off by 99 %.",
            ],
            answer);
    }

    [Fact]
    public void What_a_link_leaves_out_is_the_usual() =>
        Assert.Equal(Answer("#x=16.63&loss=keras-2.2.4&label=1&format=float32"), Answer("#loss=keras-2.2.4"));

    [Theory]
    [InlineData("#loss=tf-logits", "sigmoid, loss, gradient")]
    [InlineData("#loss=xgboost-logistic", "sigmoid, gradient")]
    [InlineData("#loss=xgboost-logloss", "sigmoid, logit, loss")]
    [InlineData("#loss=naive&x=nan", "sigmoid, logit, loss, gradient")]
    [InlineData("#loss=naive&x=-INF&label=0.5&format=bfloat16", "sigmoid, logit, loss, gradient")]
    public void A_quantity_is_there_where_the_loss_has_it(string hash, string quantities) =>
        Assert.Equal(quantities, string.Join(", ", Answer(hash).Skip(1).Select(line => line.Split(" | ")[0])));

    [Theory]
    [InlineData("#x=1,5", "'1,5' is not a decimal number such as -16.5 or 1e-7, nor inf, -inf or nan.")]
    [InlineData("#x=", "A raw output x is needed, such as 16.63.")]
    [InlineData("#x=%E2%88%9216", "'−16' begins with a typographic minus; type -16.")]
    [InlineData("#x=7e4&format=float16", "7e4 is not in the range of float16.")]
    [InlineData("#label=1.5", "'1.5' is not a label; labels are numbers from 0 to 1.")]
    [InlineData("#label=nan", "'nan' is not a label; labels are numbers from 0 to 1.")]
    [InlineData("#loss=<b>", "'<b>' is not a loss of the catalogue; choose one of the list.")]
    [InlineData("#format=float64", "'float64' is not a format of this page; they are float16, bfloat16, float32.")]
    [InlineData("#format=__proto__", "'__proto__' is not a format of this page; they are float16, bfloat16, float32.")]
    [InlineData("#x=1%", "The link has a broken character in x=1%.")]
    [InlineData("#y=1", "The link says 'y=1', which is none of x=, loss=, label= and format=.")]
    [InlineData("#x=1&x=2", "The link gives x twice; the first counts.")]
    public void What_is_wrong_with_a_link_is_said(string hash, string problem) => Assert.Contains(problem, Answer(hash));

    [Fact]
    public void A_link_that_is_wrong_shows_no_value() =>
        Assert.Equal(3, Answer("#x=one&label=two").Length);

    [Theory]
    [InlineData("float32", 0x3F800000, 1, "0x3f800001")]
    [InlineData("float32", 0xBF800000, 1, "0xbf7fffff")]
    [InlineData("float16", 0x0000, -1, "0x8001")]
    [InlineData("float16", 0x8001, 1, "0x0000")]
    [InlineData("bfloat16", 0x7F7F, 1, "0x7f7f")]
    public void The_neighbours_of_x_are_those_of_the_format(string format, uint x, int direction, string expected) => Assert.Equal(
        [expected], Engine.Answer($$"""{"ask":"neighbour","format":"{{format}}","x":{{x}},"direction":{{direction}}}"""));

    private static string[] Answer(string hash) => Engine.Answer($$"""{"ask":"state","hash":"{{hash}}"}""");
}
