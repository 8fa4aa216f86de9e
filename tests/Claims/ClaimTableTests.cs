using Experiments.Claims;

namespace Experiments.Tests.Claims;

public class ClaimTableTests
{
    [Fact]
    public void Without_the_clip_every_claim_is_still_judged_and_those_about_it_do_not_hold()
    {
        var verdicts = ClaimTable.Judge(Judged.By() with { Formulas = Altered.Of("no clip") }, ClaimTable.Claims);
        var rows = verdicts.Rows;
        Assert.Equal(ClaimTable.Claims.Count, rows.Count);
        Assert.All(
            ["C5", "C6", "C9", "C11", "F2"],
            id => Assert.Equal(Verdict.NotReproduced, rows.Single(row => row.Claim.Id == id).Verdict));
        Assert.StartsWith(
            "not the recorded verdict: C5 (not reproduced, recorded is reproduced)",
            verdicts.Failure,
            StringComparison.Ordinal);
    }
}
