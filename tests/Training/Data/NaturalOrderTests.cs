using Experiments.Training.Data;

namespace Experiments.Tests.Training.Data;

public class NaturalOrderTests
{
    [Fact]
    public void Numbers_in_names_count_as_numbers_and_all_else_by_code()
    {
        string[] ordered =
        [
            "1.jpg", "10.jpg", "Cat.jpg", "a", "a01", "a1", "a1b", "a2", "a10", "a10b2", "a10b10",
            "a99999999999999999998", "a99999999999999999999", "ab", "é",
        ];
        Assert.Equal(ordered, ordered.Reverse().Order(NaturalOrder.Comparer));
    }
}
