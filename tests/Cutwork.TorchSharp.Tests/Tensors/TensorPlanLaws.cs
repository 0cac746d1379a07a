using System.Runtime.InteropServices;
using CsCheck;
using Cutwork.Tests.Laws;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Tensors;

/// <summary>A plan on tensors is the same plan on spans: to the bit, whatever the strides, and by operations as by the engine.</summary>
public class TensorPlanLaws
{
    private const int Channels = 3;

    private static readonly Gen<Plan> Plans = Gen.OneOf(
        Generate.Plans,
        Generate.WidePlans,
        Generate.ErasedPastes,
        Generate.Mosaics,
        Generate.Mosaics,
        Gen.Select(
            Generate.Recipes,
            Generate.Keys,
            Generate.Scenes,
            (recipe, key, scene) => recipe.Draw(key, scene.With(new Scene(scene.Size, scene.Samples.AsSpan())))
        )
    );

    private static int PlacesOf(Plan plan) => plan.Count + plan.Partners.Length;

    private static Palette PaletteOf(Plan plan) => plan.Key.Seed % 2 == 0 ? Palette.ImageNet : Palette.Unit;

    /// <summary>The sources of a plan, channel by channel, and what the engine makes of them.</summary>
    private static (float[] Sources, float[] Painted) Floats(Plan plan)
    {
        var layout = Layout.Planar(plan.Size, Channels);
        float[] sources = Generate.Floats(plan.Key.Seed, PlacesOf(plan) * layout.Elements);
        float[] painted = new float[plan.Count * layout.Elements];
        plan.Apply(
            new ReadOnlyImageBatch<float>(sources, layout, PlacesOf(plan)),
            new ImageBatch<float>(painted, layout, plan.Count),
            PaletteOf(plan)
        );
        return (sources, painted);
    }

    private static (byte[] Sources, byte[] Painted) Bytes(Plan plan)
    {
        var layout = Layout.Planar(plan.Size, Channels);
        byte[] sources = Generate.Bytes(plan.Key.Seed, PlacesOf(plan) * layout.Elements);
        byte[] painted = new byte[plan.Count * layout.Elements];
        plan.Apply(
            new ReadOnlyImageBatch<byte>(sources, layout, PlacesOf(plan)),
            new ImageBatch<byte>(painted, layout, plan.Count),
            Palette.Bytes
        );
        return (sources, painted);
    }

    private static long[] Shape(Plan plan) => [PlacesOf(plan), Channels, plan.Size.Height, plan.Size.Width];

    /// <summary>The same images in memory of another order: as they are, channels-last, cut out of larger ones, or one between the other.</summary>
    private static Tensor Strided(Tensor images, int order)
    {
        if (order == 0)
            return images.clone();
        if (order == 1)
            return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        if (order == 3)
            return images.permute(1, 2, 3, 0).contiguous().permute(3, 0, 1, 2);
        Tensor larger = zeros(
            [images.shape[0] + 1, images.shape[1] + 1, images.shape[2] + 2, images.shape[3] + 3],
            images.dtype
        );
        Tensor part = larger
            .narrow(0, 1, images.shape[0])
            .narrow(1, 1, images.shape[1])
            .narrow(2, 1, images.shape[2])
            .narrow(3, 2, images.shape[3]);
        part.copy_(images);
        return part;
    }

    private static T[] Elements<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.detach().contiguous().bytes).ToArray();

    [Fact]
    public void Operations_paint_floats_as_the_engine_does() =>
        Plans.Sample(
            plan =>
            {
                using DisposeScope scope = NewDisposeScope();
                (float[] sources, float[] painted) = Floats(plan);
                Tensor images = tensor(sources, Shape(plan));
                Assert.Equal(painted, Elements<float>(Functional.Apply(plan, images, PaletteOf(plan))));
            },
            iter: 400
        );

    [Fact]
    public void Operations_paint_bytes_as_the_engine_does() =>
        Plans.Sample(
            plan =>
            {
                using DisposeScope scope = NewDisposeScope();
                (byte[] sources, byte[] painted) = Bytes(plan);
                Tensor images = tensor(sources, Shape(plan));
                Assert.Equal(painted, Elements<byte>(Functional.Apply(plan, images, Palette.Bytes)));
            },
            iter: 400
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Floats_of_any_strides_are_painted_where_they_are_and_out_of_place(int order) =>
        Plans.Sample(
            plan =>
            {
                using DisposeScope scope = NewDisposeScope();
                (float[] sources, float[] painted) = Floats(plan);
                Tensor images = Strided(tensor(sources, Shape(plan)), order);
                Tensor apart = plan.Painted(images, PaletteOf(plan));
                Assert.Equal(painted, Elements<float>(apart));
                Assert.Equal(sources, Elements<float>(images));
                if (!plan.Partners.IsEmpty)
                    return;
                Tensor elsewhere = Strided(tensor(sources, Shape(plan)), order);
                plan.Apply(images, PaletteOf(plan));
                Assert.Equal(painted, Elements<float>(images));
                PixelExtensions.PaintElsewhere(plan, elsewhere, PaletteOf(plan)); // as on other devices
                Assert.Equal(painted, Elements<float>(elsewhere));
            },
            iter: 150
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bytes_of_any_strides_are_painted_where_they_are_and_out_of_place(int order) =>
        Plans.Sample(
            plan =>
            {
                using DisposeScope scope = NewDisposeScope();
                (byte[] sources, byte[] painted) = Bytes(plan);
                Tensor images = Strided(tensor(sources, Shape(plan)), order);
                Assert.Equal(painted, Elements<byte>(plan.Painted(images, Palette.Bytes)));
                if (!plan.Partners.IsEmpty)
                    return;
                plan.Apply(images, Palette.Bytes);
                Assert.Equal(painted, Elements<byte>(images));
            },
            iter: 150
        );

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Halves_are_painted_as_floats_and_rounded_once(ScalarType half) =>
        Plans.Sample(
            plan =>
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor images = tensor(Floats(plan).Sources, Shape(plan)).to(half);
                ushort[] expected = Elements<ushort>(
                    Functional.Apply(plan, images.to(ScalarType.Float32), PaletteOf(plan)).to(half)
                );
                Assert.Equal(expected, Elements<ushort>(Functional.Apply(plan, images, PaletteOf(plan))));
                Assert.Equal(expected, Elements<ushort>(plan.Painted(images, PaletteOf(plan))));
                if (!plan.Partners.IsEmpty)
                    return;
                plan.Apply(images, PaletteOf(plan));
                Assert.Equal(expected, Elements<ushort>(images));
            },
            iter: 100
        );

    /// <summary>Painting is linear in the images, plus what is erased: ⟨g, paint(x + d) − paint(x)⟩ = ⟨gradient of ⟨g, paint⟩, d⟩.</summary>
    [Fact]
    public void Gradients_go_where_the_pixels_came_from() =>
        Plans.Sample(
            plan =>
            {
                using DisposeScope scope = NewDisposeScope();
                (float[] sources, float[] painted) = Floats(plan);
                Tensor images = tensor(sources, Shape(plan), requires_grad: true);
                Tensor direction = tensor(Generate.Floats(plan.Key.Seed + 1, sources.Length), Shape(plan));
                Tensor given = tensor(Generate.Floats(plan.Key.Seed + 2, painted.Length));
                Tensor result = Functional.Apply(plan, images, PaletteOf(plan));
                (result.flatten() * given).sum().backward();
                using IDisposable guard = no_grad();
                Tensor moved = Functional.Apply(plan, images + direction, PaletteOf(plan));
                double along = ((moved - result).flatten() * given).to(ScalarType.Float64).sum().item<double>();
                double slope = (images.grad! * direction).to(ScalarType.Float64).sum().item<double>();
                Assert.Equal(slope, along, 1e-3 * Math.Max(1, Math.Abs(slope)));
            },
            iter: 150
        );

    [Fact]
    public void Channels_last_stays_channels_last()
    {
        using DisposeScope scope = NewDisposeScope();
        Plan plan = new Recipe(new CutMix(1)).Draw(new Key(3), Scene.Range(new Size(5, 6), 0, 4));
        Tensor images = rand(4, 5, 6, 3).permute(0, 3, 1, 2);
        foreach (
            Tensor painted in (Tensor[])
                [plan.Painted(images, Palette.Unit), Functional.Apply(plan, images, Palette.Unit)]
        )
            Assert.Equal(images.stride(), painted.stride());
        Assert.True(plan.Painted(images.contiguous(), Palette.Unit).is_contiguous());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_result_is_new_memory_whatever_is_painted(int order) =>
        Plans.Sample(
            plan =>
            {
                using DisposeScope scope = NewDisposeScope();
                (float[] sources, float[] painted) = Floats(plan);
                Tensor images = Strided(tensor(sources, Shape(plan)), order);
                Tensor[] results =
                [
                    plan.Painted(images, PaletteOf(plan)),
                    Functional.Apply(plan, images, PaletteOf(plan)),
                ];
                images.zero_();
                foreach (Tensor result in results)
                    Assert.Equal(painted, Elements<float>(result));
            },
            iter: 150
        );
}
