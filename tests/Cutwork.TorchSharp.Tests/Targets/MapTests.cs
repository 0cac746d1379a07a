using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Targets;

/// <summary>Label maps by hand, and what is refused.</summary>
public class MapTests
{
    private static readonly Plan Blended = new Recipe(new Mixup(1)).Draw(
        new Key(3),
        Scene.Range(new Size(2, 3), 100, 2)
    );

    private static readonly Plan WithPartners = new Recipe(new CutMix(1)).Draw(
        new Key(3),
        Scene.Range(new Size(4, 6), 100, 2).With(Scene.Range(new Size(4, 6), 200, 2))
    );

    private static readonly Plan Nothing = new Recipe().Draw(new Key(1), Scene.Range(new Size(2, 3), 0, 2));

    /// <summary>Two maps, all of one class each, blended: λ at the own class, 1 − λ at the other's.</summary>
    [Fact]
    public void Blended_maps_are_a_pair_and_planes()
    {
        using DisposeScope scope = NewDisposeScope();
        float lambda = (float)Blended.Stages[0].Of(0)[0].OwnWeight;
        Assert.InRange(lambda, 0.001, 0.999);
        Tensor maps = tensor(new byte[] { 1, 0 }).view(2, 1, 1).expand(2, 2, 3);
        using LabelPairs pairs = Blended.LabelMapPairs(maps);
        Assert.Equal([1L, 1, 1, 1, 1, 1], pairs.First[0].flatten().data<long>().ToArray());
        Assert.Equal([0L, 0, 0, 0, 0, 0], pairs.Second[0].flatten().data<long>().ToArray());
        Assert.Equal(lambda, pairs.Lambda[0].item<float>());
        Tensor soft = Blended.SoftLabelMaps(maps, 2);
        Assert.Equal(lambda, soft[0, 1, 1, 2].item<float>(), 1e-6);
        Assert.Equal(1 - lambda, soft[0, 0, 1, 2].item<float>(), 1e-6);
    }

    /// <summary>
    /// Partners of the plan's own give their classes where they are pasted, the mask of which an image of ones on zeros
    /// shows.
    /// </summary>
    [Fact]
    public void Pasted_regions_bring_their_partner_s_classes()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = tensor([1L, 2, 3, 4]).view(4, 1, 1).expand(4, 4, 6);
        Tensor images = maps.unsqueeze(1).to(ScalarType.Float32);
        Tensor painted = WithPartners.LabelMaps(maps);
        Assert.True(
            painted.Equals(WithPartners.Painted(images, Palette.Unit.ToGray()).squeeze(1).to(ScalarType.Int64))
        );
        Assert.True(painted.ne(maps.narrow(0, 0, 2)).any().item<bool>());
    }

    [Fact]
    public void What_is_made_is_not_the_caller_s_memory()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = ones(2, 2, 3, ScalarType.Int64);
        Tensor painted = Nothing.LabelMaps(maps);
        LabelPairs pairs = Nothing.LabelMapPairs(maps);
        maps.fill_(7);
        foreach (Tensor made in (Tensor[])[painted, pairs.First, pairs.Second])
            Assert.True(made.Equals(ones(2, 2, 3, ScalarType.Int64)));
    }

    [Fact]
    public void Maps_that_do_not_fit_are_named()
    {
        using DisposeScope scope = NewDisposeScope();
        string Refused(Func<object> made) => Assert.ThrowsAny<ArgumentException>(made).Message;
        Tensor maps = zeros(2, 2, 3, ScalarType.Byte);
        foreach (
            Func<Tensor, object> make in (Func<Tensor, object>[])
                [
                    given => Nothing.LabelMaps(given),
                    given => Nothing.LabelMapPairs(given),
                    given => Nothing.SoftLabelMaps(given, 3),
                ]
        )
        {
            Assert.Contains("not Float32; convert them", Refused(() => make(zeros(2, 2, 3))));
            Assert.Contains("given [2×1×2×3]", Refused(() => make(maps.unsqueeze(1))));
            Assert.Contains("map.unsqueeze(0)", Refused(() => make(maps[0])));
            Assert.Contains("for 2 images, but the tensor of maps has 4", Refused(() => make(cat([maps, maps]))));
            Assert.Contains("Height and width look exchanged", Refused(() => make(maps.transpose(1, 2))));
            Assert.Throws<ArgumentNullException>(() => make(null!));
        }
        Assert.Contains(
            "give 4: the images, then",
            Refused(() => WithPartners.LabelMaps(zeros(2, 4, 6, ScalarType.Byte)))
        );
        Assert.Contains("from 0 to 255", Refused(() => Nothing.LabelMaps(maps, -100)));
        Assert.Contains("from -32768 to 32767", Refused(() => Nothing.LabelMaps(maps.to(ScalarType.Int16), 32768)));
        Assert.Contains("class", Refused(() => Nothing.SoftLabelMaps(maps, 0)));
        Assert.Contains(
            "The map of image 1 (sample 1) has class 3 at row 0, column 2",
            Refused(() =>
                Nothing.SoftLabelMaps(tensor([0L, 1, 2, -100, 0, 0, 0, 0, 3, 0, 0, 0]).view(2, 2, 3), 3, -100)
            )
        );
        Assert.Contains(
            "is blended with another",
            Assert.Throws<InvalidOperationException>(() => Blended.LabelMaps(maps)).Message
        );
    }

    /// <summary>Bytes have a class for each of 256 planes.</summary>
    [Fact]
    public void The_last_class_of_bytes_has_its_plane()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor soft = Nothing.SoftLabelMaps(full([2, 2, 3], 255, ScalarType.Byte), 256);
        Assert.True(soft.argmax(1).eq(255).all().item<bool>());
    }
}
